/** How messages begin that go on with what was said before. */
const CONTINUES =
  /^(?:(?:ok|okay|hmm|oh|well|yes|no|ah) )?(?:and|what about|how about|what if|or|but|also|then|so|for|to|in|with|same (?:for|with|to)|is that|does that|is it|does it|how long does (?:it|that)|how much is (?:it|that)|when will (?:it|that)|why is that|und|et|y|e|en|aber|mais|pero|ma|mas|maar)\b/;
/** Words that point back at something. */
const POINTS_BACK = /\b(?:it|that|this|those|these|them|one|ones|same|there|then|either|too|instead)\b/;
const LONGEST = 8;
const SHORTEST_OWN = 3;

/**
 * Whether a short message that names no topic of its own goes on with the previous one: "and to Germany?". `best`: what the
 * classifier makes of it alone. `sure` when the classifier itself leans to the previous topic or nothing speaks for another.
 */
export function followUp(
  words: readonly string[],
  best: string,
  previous: string,
  confidence: number,
): { sure: boolean; reason: string } | undefined {
  if (words.length > LONGEST) return undefined;
  const line = words.join(' ');
  const continues = CONTINUES.test(line);
  const pointsBack = POINTS_BACK.test(line) || words.length < SHORTEST_OWN;
  if (!continues && !pointsBack && best !== previous) return undefined;
  const leansAway = best !== previous && confidence > 0.5;
  if (leansAway) return undefined;
  return {
    sure: best === previous || (continues && words.length <= 5),
    reason: `a short follow-up: goes on with ${previous}`,
  };
}
