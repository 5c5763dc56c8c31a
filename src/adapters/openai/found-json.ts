/** How many `{` are tried as the start of an object, so that hostile text costs little. */
const MAX_STARTS = 50;

/**
 * The JSON values in a model's text, likeliest first: the text as a whole, then each outermost `{…}` in it
 * (a model may think aloud, or put its answer into a Markdown fence). Empty when there is none.
 */
export function* findJson(text: string): Generator<unknown> {
  const answer = text.replace(/<think>[\s\S]*?<\/think>/g, '').trim();
  const whole = parse(answer);
  if (whole) yield whole.value;
  let starts = 0;
  for (let at = answer.indexOf('{'); at >= 0 && starts < MAX_STARTS; starts++) {
    const end = findClose(answer, at);
    const found = end === undefined ? undefined : parse(answer.slice(at, end));
    if (found) yield found.value;
    at = answer.indexOf('{', found && end !== undefined ? end : at + 1);
  }
}

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** The offset after the `}` that closes the `{` at `start`, passing over strings. */
function findClose(text: string, start: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (inString) {
      if (char === '\\') at++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{') depth++;
    else if (char === '}' && --depth === 0) return at + 1;
  }
  return undefined;
}
