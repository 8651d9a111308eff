import { openCase } from '../../layers/core/turns/openCase.ts';
import type { Decision, Route } from '../../layers/core/domain/decide.ts';
import type { TurnInput, TurnSoFar } from '../../layers/core/domain/turn.ts';
import { makeTriage } from '../core/makeCase.ts';
import type { World } from './makeWorld.ts';

export const DAY = 24 * 3600_000;
export const message = (overrides: Partial<TurnInput> = {}): TurnInput => ({
  turnId: 'contact-1:0000',
  contactId: 'contact-1',
  channel: 'chat',
  text: 'How do I return boots?',
  customer: { identity: 'none', attributes: {} },
  ...overrides,
});
export const decided = (route: Route, overrides: Partial<Decision> = {}): Decision => ({
  route,
  triage: makeTriage(),
  sure: true,
  failedTry: false,
  queue: 'general',
  priority: 5,
  ...overrides,
});
export const escalated = decided('escalate', {
  reason: { code: 'wants-person', text: 'Asked for a person.' },
});
export const answered = (text: string): Partial<TurnSoFar> => ({
  decision: decided('answer'),
  drafted: {
    kind: 'draft',
    language: 'en',
    draft: { text, citations: ['a#1'], receipts: [], source: 'model' },
  },
  verdict: { ok: true },
});

export async function opened(world: World, overrides: Partial<TurnInput> = {}) {
  const input = message(overrides);
  const turn = await openCase(input, world);
  const soFar: TurnSoFar = {
    turnId: input.turnId,
    text: input.text,
    caseId: turn.case.caseId,
    epoch: turn.case.epoch,
  };
  return { turn, soFar };
}
