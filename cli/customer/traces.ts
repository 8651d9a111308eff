import type { Item } from '../../layers/core/store/table.ts';
import { fullNames, idsOf, namesInText, type Person } from './person.ts';

export const ERASED = '[erased]';

/** What of a person a text holds: `theirs` by an id, `named` by address, number or customer id, `like` by name alone. */
export type Trace = 'theirs' | 'named' | 'like' | undefined;

export interface Traces {
  inItem(item: Item): Trace;
  inText(text: string): Trace;
  /** The same value with address, number and customer id of the person replaced in all its texts. */
  redacted<T>(value: T): T;
}

export function tracesOf(person: Person): Traces {
  // In addresses that mails are answered to, ids stand in small letters.
  const ids = idsOf(person).map(id => id.toLowerCase());
  const named = matcher(namesInText(person));
  const like = matcher(fullNames(person));
  const customerIds = person.customerIds;
  const inText = (text: string): Trace => {
    const small = text.toLowerCase();
    if (ids.some(id => small.includes(id))) return 'theirs';
    if (named && text.search(named) >= 0) return 'named';
    return like && text.search(like) >= 0 ? 'like' : undefined;
  };
  const redactText = (text: string) => (named ? text.replaceAll(named, ERASED) : text);
  const redacted = (value: unknown): unknown => {
    if (typeof value === 'string') return redactText(value);
    if (Array.isArray(value)) return value.map(redacted);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, redacted(one)]));
  };
  return {
    inText,
    inItem(item) {
      const customerId = (item.customerId ??
        (item.customer as { customerId?: string } | undefined)?.customerId) as string | undefined;
      if (customerId && customerIds.has(customerId)) return 'theirs';
      // Under a key that names the person there is nothing of anybody else.
      return (inText(`${item.pk} ${item.sk}`) && 'theirs') ?? inText(JSON.stringify(item));
    },
    redacted: <T>(value: T) => redacted(value) as T,
  };
}

/** Whole words and addresses alone, in whatever case: `my.jo@mail.example` and `jo@mail.example.org` are other people's. */
function matcher(words: string[]): RegExp | undefined {
  if (words.length === 0) return undefined;
  const any = words.map(word => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return new RegExp(`(?<![\\p{L}\\p{N}][.+_-]?)(?:${any})(?![.-]?[\\p{L}\\p{N}])`, 'giu');
}
