/** A question whose form tells where its answer is to be looked for; `fact` for all others. */
export type QuestionForm =
  /** "What is this story about?", "What happened?" */
  | { readonly form: 'summary' }
  /** "What does CSTO stand for?" */
  | { readonly form: 'expansion'; readonly short: string }
  /** "What did Ada Moss say about the tunnel?": `about` may be empty. */
  | { readonly form: 'statement'; readonly speaker: string; readonly about: string }
  /** "Did the council reach an agreement?" */
  | { readonly form: 'decision' }
  | { readonly form: 'fact' };

const ABOUT_ALL =
  /^(?:so )?(?:(?:what|who)(?: i|')s (?:this|the|that) (?:story|article|news|piece|report)(?: all)? about|what(?: i|')s (?:it|this|that)(?: all)? about|what (?:has |just )?happened(?: here)?|what does (?:this|the) (?:story|article|report) say|what(?: i|')s the (?:story|news|gist|main point)|(?:please )?(?:give me (?:a|the) summary|summari[sz]e(?: (?:it|this|the (?:story|article)))?|sum (?:it|this) up)|tl;?dr)(?: please)?\W*$/iu;
const EXPANSION =
  /^what (?:does|do|did|(?:i|')s)\s(?:the )?(?:(?:acronym|abbreviation|letters|full name of|name) )?["“']?(?<short>\p{Lu}[\p{L}\p{N}&.-]{1,11}?)["”']? (?:stand for|mean|short for)\W*$/iu;
const STATEMENT =
  /^(?:what|how) (?:did|does|do|has|have) (?<speaker>.{2,60}?) (?:sa(?:y|id)|tell|told|comment(?:ed)?|respond(?:ed)?|react(?:ed)?|repl(?:y|ied)|argued?|warn(?:ed)?|claim(?:ed)?|write|written|tweet(?:ed)?)\b(?<about>.*)$/iu;
const DECISION =
  /^(?:did|does|do|is|are|was|were|has|have|had|will|would|can|could|should|isn't|didn't|doesn't|wasn't|hasn't)\s/iu;

/** Reads the form of a question from its first words. */
export function readForm(question: string): QuestionForm {
  const text = question.trim().replaceAll('’', "'");
  if (ABOUT_ALL.test(text)) return { form: 'summary' };
  const short = EXPANSION.exec(text)?.groups?.short;
  if (short !== undefined) return { form: 'expansion', short };
  const { speaker, about = '' } = STATEMENT.exec(text)?.groups ?? {};
  if (speaker !== undefined) return { form: 'statement', speaker, about };
  return { form: DECISION.test(text) ? 'decision' : 'fact' };
}
