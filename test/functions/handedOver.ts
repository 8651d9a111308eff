import type { Case } from '../../layers/core/domain/case.ts';
import { makeCase, makeConfig } from '../core/makeCase.ts';
import type { World } from './makeWorld.ts';

export const MINUTE = 60_000;
export const team = (more: object = {}) =>
  makeConfig({ clientTeam: { ...makeConfig().clientTeam, ...more } });

export async function handedOff(world: World, overrides: Partial<Case> = {}): Promise<Case> {
  await world.store.create(
    makeCase({
      state: 'with-client',
      owner: 'client',
      epoch: 3,
      ask: 'May we refund?',
      customer: { identity: 'claimed', email: 'jo@mail.example', attributes: {} },
      waiting: { for: 'client', token: 'token' },
      ...overrides,
    }),
  );
  await world.store.saveContact({ contactId: 'contact-1', caseId: 'C-TEST', channel: 'chat' });
  return (await world.store.get('C-TEST'))!;
}
export const tokenFor = async (world: World, person = 0, epoch = 3) =>
  (await world.links.handoff('C-TEST', epoch, 7, person)).split('/').at(-1)!;
export const current = async (world: World) => (await world.store.get('C-TEST'))!;
export const kinds = async (world: World) => (await world.store.events('C-TEST')).map(({ kind }) => kind);
export const sending = (world: World) => ({ ...world, mails: async () => world.customerMails });
