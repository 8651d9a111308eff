import type { Case } from '../../layers/core/domain/case.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { readLink } from '../../layers/core/secrets/signedLink.ts';
import { whyRefused } from '../../layers/core/speaking/recordClientAnswer.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';

export interface OpenLinkDependencies {
  store: CaseStore;
  config: ClientConfig;
  linkKey: () => Promise<string>;
  now: () => Date;
}

/** Why a link doesn't open. `code`: it is good, but who holds it must show the code sent to whom it was made for. */
export type Refused = 'forged' | 'expired' | 'used' | 'moved' | 'code';
export type Opened =
  | { ok: true; case: Case; person: number }
  /** `used`: answered already; `moved`: the case is no longer with the client's team. */
  | { ok: false; why: Refused; handoff?: Pick<Case, 'caseId' | 'epoch'> };

/**
 * The case behind a signed link, if the link is still good.
 * @param pass what `POST …/passes` gave for the code, where the client asks for one
 */
export async function openLink(
  token: string,
  pass: string | undefined,
  deps: OpenLinkDependencies,
): Promise<Opened> {
  const found = await findHandoff(token, deps);
  if (!found.ok || deps.config.clientTeam.forwarding === 'anyone') return found;
  const passed = pass && readLink(pass, 'pass', await deps.linkKey(), deps.now().getTime());
  const isFor =
    passed &&
    passed.ok &&
    passed.claim.caseId === found.case.caseId &&
    passed.claim.version === found.case.epoch &&
    passed.claim.of === String(found.person);
  return isFor ? found : { ok: false, why: 'code' };
}

/** The same without the code. */
export async function findHandoff(
  token: string,
  { store, linkKey, now }: OpenLinkDependencies,
): Promise<Opened> {
  const read = readLink(token, 'handoff', await linkKey(), now().getTime());
  if (!read.ok) return { ok: false, why: read.why };
  const { caseId, version: epoch, of } = read.claim;
  const current = await store.get(caseId);
  if (!current) return { ok: false, why: 'forged' };
  if (current.epoch !== epoch || current.state !== 'with-client' || current.answer)
    return { ok: false, why: whyRefused(current, { epoch }), handoff: { caseId, epoch } };
  return { ok: true, case: current, person: Number(of ?? 0) };
}
