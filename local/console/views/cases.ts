import type { Case } from '../../../layers/core/domain/case.ts';
import type { ConnectService } from '../../connect/index.ts';
import type { Cloud } from '../../core/contract.ts';
import type { CaseApi } from '../caseApi.ts';

/** Contacts whose cases are shown; older ones only while something is left to do. */
const CONTACTS_LOOKED_AT = 60;
/** A case that is read one by one is read again only after so long (real time): most of these are closed. */
const KEPT_MS = 5_000;

/** What the console remembers of cases that no list gives. */
export class CaseList {
  readonly #cloud: Cloud;
  readonly #kept = new Map<string, { case: Case; at: number }>();

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
  }

  /**
   * All cases worth seeing, newest first: those the API lists (something is left to do) and those of the newest contacts,
   * closed ones too. Throws when the API doesn't answer.
   */
  async read(api: CaseApi): Promise<Case[]> {
    const listed = await api.list();
    const known = new Set(listed.map(({ caseId }) => caseId));
    const others = [...new Set(this.#caseIds())].filter(caseId => !known.has(caseId));
    const read = await Promise.all(others.map(caseId => this.#one(api, caseId)));
    const all = [...listed, ...read.flatMap(found => found ?? [])];
    return all.sort((a, b) => b.openedAt.localeCompare(a.openedAt) || a.caseId.localeCompare(b.caseId));
  }

  #caseIds(): string[] {
    const { contacts, center } = this.#cloud.service<ConnectService>('connect');
    return contacts({ limit: CONTACTS_LOOKED_AT }).flatMap(({ contactId, attributes }) => {
      const { lex } = center.contact(contactId);
      return lex?.sessionAttributes['caseId'] || attributes['caseId'] || [];
    });
  }

  async #one(api: CaseApi, caseId: string): Promise<Case | undefined> {
    const kept = this.#kept.get(caseId);
    if (kept && performance.now() - kept.at < KEPT_MS) return kept.case;
    try {
      const found = (await api.read(caseId)).case;
      this.#kept.set(caseId, { case: found, at: performance.now() });
      return found;
    } catch {
      // Past its retention, say: the list is whole without it, and its contact still shows.
      return undefined;
    }
  }
}
