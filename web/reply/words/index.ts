import type { HouseLanguage } from '../../../layers/core/domain/houseLanguages.ts';
import { de } from './de.ts';
import { en, type ReplyWords } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';

export type { ReplyWords } from './en.ts';
export const REPLY_WORDS: Record<HouseLanguage, ReplyWords> = { en, de, fr, es, it };
