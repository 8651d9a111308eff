import type { Account, Cognito } from '../cognito/cognito.ts';
import type { Cloud } from '../core/contract.ts';
import { CaseApi } from './caseApi.ts';
import { openContactPanel } from './contactPanel.ts';
import { Desk, type DeskAgent } from './desk.ts';

/** Half of a token's life: a new one is asked for well before the old one runs out. */
const RENEW_AFTER_MS = 30 * 60_000;

/** Two agents of every queue, one of them the others' supervisor. */
const agentsOf = (queues: string[]): DeskAgent[] => [
  { id: 'Ada', name: 'Ada', groups: ['agents', ...queues] },
  { id: 'Bo', name: 'Bo', groups: ['agents', 'supervisors', ...queues] },
];
const CONSOLE: DeskAgent = { id: 'Console', name: 'Console', groups: ['supervisors'] };

/** People of the provider who take no contacts. */
const OTHERS: Account[] = [{ username: 'Rea', name: 'Rea', groups: ['reviewers', 'managers'] }];

/** The agents and the others get accounts, so that they can sign in to the agent workspace; groups the stack lacks are left out. */
export function addDemoAccounts(cloud: Cloud, agents: DeskAgent[]): void {
  const cognito = cloud.service<Cognito>('cognito-idp');
  const known = new Set(cognito.groups());
  const accounts = [...agents.map(({ id, name, groups }) => ({ username: id, name, groups })), ...OTHERS];
  cognito.addAccounts(
    accounts.map(account => ({ ...account, groups: account.groups.filter(group => known.has(group)) })),
  );
}

/** The demo agents at their desks, signed in by the local Cognito whenever they call the HTTP API. */
export function openDemoDesk(cloud: Cloud): Desk {
  const queues = cloud
    .service<Cognito>('cognito-idp')
    .groups()
    .filter(group => group.startsWith('queue:'));
  const apis = new Map<string, CaseApi>();
  const api = (agent: DeskAgent) => {
    let made = apis.get(agent.id);
    if (!made) apis.set(agent.id, (made = new CaseApi(() => cloud.urls.api, tokenOf(cloud, agent))));
    return made;
  };
  return new Desk({ agents: agentsOf(queues), reader: CONSOLE, panel: openContactPanel(cloud), api });
}

function tokenOf(cloud: Cloud, { id, groups }: DeskAgent): () => Promise<string> {
  let kept: { token: string; until: number } | undefined;
  return async () => {
    const now = cloud.clock.now();
    if (kept && now < kept.until) return kept.token;
    const { idToken } = await cloud
      .service<Cognito>('cognito-idp')
      .mintToken({ username: id, name: id, groups });
    kept = { token: idToken, until: now + RENEW_AFTER_MS };
    return idToken;
  };
}
