export { checkKnowledge, compileKnowledge, compilePassages, cutAll } from './compile.ts';
export { loadKnowledge, readPassages } from './load.ts';
export { cutArticle } from './passages.ts';
export { passageMeaning, questionMeaning } from './meaning.ts';
export { packVectors, quantise, type Quantised } from './vectors.ts';
