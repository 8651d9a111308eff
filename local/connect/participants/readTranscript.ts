import type { Center } from '../center.ts';
import { invalid } from './messages.ts';
import type { Participant } from './participant.ts';
import { itemsOf } from './transcript.ts';
import type { StoredItem } from './transcript.ts';

const DEFAULT_RESULTS = 15;
const MOST_RESULTS = 100;

/**
 * GetTranscript: pages through the chat from a start position, backward (default) or forward; each page sorted ascending
 * (default) or descending. The start position itself belongs to the first page.
 */
export function readTranscript(center: Center, reader: Participant, input: any): any {
  const {
    MaxResults = DEFAULT_RESULTS,
    NextToken,
    ScanDirection = 'BACKWARD',
    SortOrder = 'ASCENDING',
  } = input;
  if (!(Number.isInteger(MaxResults) && MaxResults >= 0 && MaxResults <= MOST_RESULTS)) {
    throw invalid(`MaxResults must be 0 to ${MOST_RESULTS}`);
  }
  if (!['FORWARD', 'BACKWARD'].includes(ScanDirection))
    throw invalid('ScanDirection must be FORWARD or BACKWARD');
  if (!['ASCENDING', 'DESCENDING'].includes(SortOrder))
    throw invalid('SortOrder must be ASCENDING or DESCENDING');
  const chat = center.chats.get(reader.chatId)!;
  const all = itemsOf(center, chat, reader.role);
  const backward = ScanDirection === 'BACKWARD';
  const start = NextToken ? fromToken(NextToken) : startOf(all, input.StartPosition ?? {}, backward);
  const scanned = backward
    ? all.filter(({ number }) => number <= start).reverse()
    : all.filter(({ number }) => number >= start);
  const limit = MaxResults === 0 ? DEFAULT_RESULTS : MaxResults;
  const page = scanned.slice(0, limit);
  const following = scanned[limit];
  const ascending = (SortOrder === 'ASCENDING') === backward ? [...page].reverse() : page;
  return {
    InitialContactId: chat.id,
    Transcript: ascending.map(({ item: { InitialContactId: _, ...item } }) => item),
    ...(following ? { NextToken: Buffer.from(`at:${following.number}`).toString('base64url') } : {}),
  };
}

function fromToken(token: string): number {
  const number = Number(/^at:(\d+)$/.exec(Buffer.from(token, 'base64url').toString())?.[1]);
  if (Number.isNaN(number)) throw invalid('NextToken is none that GetTranscript gave');
  return number;
}

/** Number of the item to begin with. */
function startOf(all: StoredItem[], position: any, backward: boolean): number {
  const { Id, AbsoluteTime, MostRecent } = position;
  if (Id) {
    const found = all.find(({ item }) => item.Id === Id);
    if (!found) throw invalid(`StartPosition: the chat has no item ${Id}`);
    return found.number;
  }
  if (AbsoluteTime) {
    const at = Date.parse(AbsoluteTime);
    if (Number.isNaN(at)) throw invalid('StartPosition.AbsoluteTime is no ISO 8601 time');
    const inTime = (item: StoredItem) => Date.parse(item.item.AbsoluteTime);
    return backward
      ? (all.findLast(entry => inTime(entry) <= at)?.number ?? 0)
      : (all.find(entry => inTime(entry) >= at)?.number ?? all.length + 1);
  }
  if (MostRecent) return backward ? all.length : Math.max(1, all.length - MostRecent + 1);
  return backward ? all.length : 1;
}
