/** Sentences that only ask for help, and say nothing of with what. */
const COURTESY =
  /^(so |and |please |hello,? |hi,? )*(can|could|would|will|may) (you|i|somebody|someone|anyone) (please )?(help|assist|advise|tell me|let me know|look into|get back|ask you|have|get)\b.{0,14}\?$/i;
/** Words that only join a question to the one before. */
const JOINS = /^(and|also|but|then|plus|besides|secondly|finally|und|außerdem|et|y|además|e|inoltre),? +/i;
/** Fewer words than this are no question of their own: "Right?", "And then?" */
const FEWEST_WORDS = 4;
/** A mail with more questions than this is read by a person. */
export const MOST_QUESTIONS = 4;

/** The questions that a text asks, in order, each as it would stand alone. Pure. */
export function questionsIn(text: string): string[] {
  const sentences = text
    .split(/\n\s*\n/)
    .flatMap(paragraph => paragraph.replace(/\s+/g, ' ').match(/[^.!?]+[.!?]+(?=\s|$)/g) ?? []);
  return sentences
    .map(sentence => sentence.trim())
    .filter(sentence => sentence.endsWith('?') && !COURTESY.test(sentence))
    .map(sentence => sentence.replace(JOINS, ''))
    .filter(sentence => sentence.split(' ').length >= FEWEST_WORDS);
}
