export { checkKnowledge, compileKnowledge, compilePassages } from './compile.ts';
export { loadKnowledge, readPassages } from './load.ts';
export { cutArticle } from './passages.ts';
