import { useState } from 'react';
import { newKey } from '../case/useWork.ts';

/** What an agent has written and not sent. */
export interface Words {
  text: string;
  /** It began as the AI's draft: sending it sends the draft, edited. */
  fromDraft: boolean;
  /** The same for each try to send these words. */
  key: string;
}

export interface Unsent extends Words {
  write(text: string): void;
  startFrom(draft: string): void;
  /** Adds to what is written, as a paragraph of its own. */
  insert(text: string): void;
  clear(): void;
}

/** By case, so that what was begun in one chat is there after a look at another. */
const kept = new Map<string, Words>();
const EMPTY = { text: '', fromDraft: false };

export function useUnsent(caseId: string): Unsent {
  const [words, set] = useState<Words>(() => kept.get(caseId) ?? { ...EMPTY, key: newKey() });
  const change = (next: Words) => {
    kept.set(caseId, next);
    set(next);
  };
  return {
    ...words,
    // Other words are another message.
    write: text => change({ ...words, text, key: newKey() }),
    startFrom: text => change({ text, fromDraft: true, key: newKey() }),
    insert: text =>
      change({ ...words, text: [words.text.trim(), text].filter(Boolean).join('\n\n'), key: newKey() }),
    clear: () => change({ ...EMPTY, key: newKey() }),
  };
}
