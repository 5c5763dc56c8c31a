/** A text that breaks off, or asks to read on elsewhere. */
const BREAKS_OFF =
  /(?:…|\.\.\.|\[[…. ]*\])["'”’)\]]*$|\b(?:continue|keep|carry on) reading\b|\bread (?:more|the full|the rest)\b[^.]*$/i;
/** Shorter than any story that is whole; agencies' shortest flashes are two sentences. */
const SHORTEST_STORY = 400;

/** Whether an item's text only announces its story: short, or breaking off. */
export function isTeaser(text: string): boolean {
  return text.length < SHORTEST_STORY || BREAKS_OFF.test(text.slice(-200));
}
