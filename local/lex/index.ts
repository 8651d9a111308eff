export { createLex } from './service.ts';
export type { LexMessage, LexReply, LexService, Turn } from './service.ts';
