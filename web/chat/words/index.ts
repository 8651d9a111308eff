import { de } from './de.ts';
import { en, type ChatWords } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import type { HouseLanguage } from '../../../layers/core/domain/houseLanguages.ts';

export type { ChatWords } from './en.ts';

export const CHAT_WORDS: Record<HouseLanguage, ChatWords> = { en, de, fr, es, it };
