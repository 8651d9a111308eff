export { compileKnowledge, compilePassages } from './compile.ts';
export { loadKnowledge } from './load.ts';
export { cutArticle } from './passages.ts';
