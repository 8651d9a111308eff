import type { Meta } from './compile.ts';
import { asFloat32, asUint16, asUint32, unpackSections } from './format.ts';
import { makeVocabulary, type Vocabulary } from './vocabulary.ts';

/** The sections of an index, viewed as what they are. */
export interface Tables {
  meta: Meta;
  ids: string[];
  vocabulary: Vocabulary;
  texts: Uint8Array;
  textEnds: Uint32Array;
  shelfOf: Uint32Array;
  articleOf: Uint32Array;
  flags: Uint8Array;
  postingEnds: Uint32Array;
  postingDocs: Uint32Array;
  postingWeights: Uint16Array;
  idf: Float32Array;
  forwardEnds: Uint32Array;
  titleLengths: Uint16Array;
  headLengths: Uint16Array;
  forwardTerms: Uint32Array;
  gramIdf: Float32Array;
  /** One number per passage, zero between uses. */
  scratch: Float64Array;
}

/** Throws an Error naming the section that contradicts the header. */
export function readTables(bytes: Uint8Array): Tables {
  const sections = unpackSections(bytes);
  const decoder = new TextDecoder();
  const lines = (section: Uint8Array) => (section.length ? decoder.decode(section).split('\n') : []);
  const meta = JSON.parse(decoder.decode(sections.meta)) as Meta;
  const terms = lines(sections.terms);
  const tables: Tables = {
    meta,
    ids: lines(sections.ids),
    vocabulary: makeVocabulary(terms),
    texts: sections.texts,
    textEnds: asUint32(sections.textEnds),
    shelfOf: asUint32(sections.shelfOf),
    articleOf: asUint32(sections.articleOf),
    flags: sections.flags,
    postingEnds: asUint32(sections.postingEnds),
    postingDocs: asUint32(sections.postingDocs),
    postingWeights: asUint16(sections.postingWeights),
    idf: asFloat32(sections.idf),
    forwardEnds: asUint32(sections.forwardEnds),
    titleLengths: asUint16(sections.titleLengths),
    headLengths: asUint16(sections.headLengths),
    forwardTerms: asUint32(sections.forwardTerms),
    gramIdf: asFloat32(sections.gramIdf),
    scratch: new Float64Array(meta.passages),
  };
  const lengths: [string, number, number][] = [
    ['ids', tables.ids.length, meta.passages],
    ['textEnds', tables.textEnds.length, 2 * meta.passages + 1],
    ['shelfOf', tables.shelfOf.length, meta.passages],
    ['articleOf', tables.articleOf.length, meta.passages],
    ['postingEnds', tables.postingEnds.length, terms.length + 1],
    ['idf', tables.idf.length, terms.length],
    ['forwardEnds', tables.forwardEnds.length, meta.passages + 1],
  ];
  for (const [name, found, expected] of lengths)
    if (found !== expected)
      throw new Error(`knowledge index: section "${name}" has ${found} entries instead of ${expected}`);
  return tables;
}
