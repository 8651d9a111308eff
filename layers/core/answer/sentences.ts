/** Points after these end no sentence. */
const SHORTENED =
  /(?:\b(?:e\.g|i\.e|etc|mr|mrs|ms|dr|prof|st|no|nr|approx|vs|incl|excl|tel|art|z\.\s?b|d\.\s?h|bzw|ca|inkl|zzgl|usw|sra?|ej|p\.\s?ex|p\.\s?es|a\.m|p\.m)|\b\p{L}|^\s*\d{1,2})\.$/iu;

/** Sentences in order, each trimmed. A line break ends one; "1. Open the page" is one; "e.g." ends none. */
export function splitSentences(text: string): string[] {
  const out: string[] = [];
  for (const line of text.split(/\n+/)) {
    let begun = '';
    const parts = line.split(/(?<=[.!?…]["”’)]?)\s+/u);
    for (const [n, part] of parts.entries()) {
      begun = begun ? `${begun} ${part}` : part;
      // "No. 5" is a number, "No. You can't" an answer.
      const answer = /^no\.$/i.test(begun) && !/^\d/.test(parts[n + 1] ?? '');
      if (SHORTENED.test(begun) && !answer) continue;
      if (begun.trim()) out.push(begun.trim());
      begun = '';
    }
    if (begun.trim()) out.push(begun.trim());
  }
  return out;
}

/** Parts of a sentence that claim something each: "It costs €5, but not abroad" → two. */
export function splitClauses(sentence: string): string[] {
  return sentence
    .split(
      /[;:–—]\s+|,\s+|\s+\(|\)\s*|\s+(?=(?:but|because|unless|although|while|whereas|if|when|once|after|before|until|as soon as|and|or|so|aber|weil|wenn|und|oder|mais|si|et|ou|pero|porque|y|o|ma|perch[eé]|se|e)\s)/iu,
    )
    .map(clause => clause.trim())
    .filter(Boolean);
}
