import type { CaseEvent } from '../../../layers/core/domain/case.ts';

/** Members of an event's detail that people want to read, in this order. */
const TOLD = [
  'text',
  'reason',
  'how',
  'action',
  'ask',
  'note',
  'agent',
  'queue',
  'closedAs',
  'contact',
  'why',
  'topic',
];

/** One line of the timeline in words: what happened, by whom, with what it says. */
export function eventLine({ kind, by, detail = {} }: Pick<CaseEvent, 'kind' | 'by' | 'detail'>): string {
  const told = TOLD.map(name => detail[name]).filter(value => typeof value === 'string' && value !== '');
  const who = by.startsWith('agent:') ? 'agent' : by;
  const what = kind === 'note' ? '' : `${kind.replaceAll('-', ' ')} (${who})`;
  return [what, told.join(' · ')].filter(Boolean).join(': ');
}
