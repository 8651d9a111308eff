import type { Case } from '../../../layers/core/domain/case.ts';
import type { ConnectService } from '../../connect/index.ts';
import type { Cloud } from '../../core/contract.ts';
import type { CaseApi } from '../caseApi.ts';
import type { CaseDetail } from '../shapes.ts';
import { SinceChange } from './changes.ts';

/** Contacts whose cases are shown; older ones only while something is left to do. */
const CONTACTS_LOOKED_AT = 60;

/** Cases as the HTTP API tells them. */
export class CaseReader {
  readonly #cloud: Cloud;
  readonly #lists: SinceChange<Case[]>;
  readonly #details: SinceChange<CaseDetail>;

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
    this.#lists = new SinceChange(cloud);
    this.#details = new SinceChange(cloud);
  }

  /** One case with its timeline. Throws ApiRefusal. */
  read(api: CaseApi, caseId: string): Promise<CaseDetail> {
    return this.#details.get(caseId, () => api.read(caseId));
  }

  /**
   * All cases worth seeing, newest first: those the API lists (something is left to do) and those of the newest contacts,
   * closed ones too. Throws when the API doesn't answer.
   */
  list(api: CaseApi): Promise<Case[]> {
    return this.#lists.get('', async () => {
      const listed = await api.list();
      const known = new Set(listed.map(({ caseId }) => caseId));
      const others = [...new Set(this.#caseIds())].filter(caseId => !known.has(caseId));
      // Past its retention, say: the list is whole without it, and its contact still shows.
      const read = await Promise.all(others.map(caseId => this.read(api, caseId).catch(() => undefined)));
      const all = [...listed, ...read.flatMap(found => found?.case ?? [])];
      return all.sort((a, b) => b.openedAt.localeCompare(a.openedAt) || a.caseId.localeCompare(b.caseId));
    });
  }

  #caseIds(): string[] {
    const { contacts, center } = this.#cloud.service<ConnectService>('connect');
    return contacts({ limit: CONTACTS_LOOKED_AT }).flatMap(({ contactId, attributes }) => {
      const { lex } = center.contact(contactId);
      return lex?.sessionAttributes['caseId'] || attributes['caseId'] || [];
    });
  }
}
