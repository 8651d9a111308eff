import type { Contacts } from '../connect/contacts.ts';
import type { Case } from '../domain/case.ts';
import { skillAttribute, type ClientConfig } from '../domain/clientConfig.ts';
import { isWaiting } from '../domain/transitions.ts';
import { logger } from '../platform/telemetry.ts';
import type { CaseStore } from '../store/caseStore.ts';

interface RankDependencies {
  contacts: Pick<Contacts, 'askForSkills' | 'setPriority'>;
  config: Pick<ClientConfig, 'client' | 'skills'>;
}

const PRIORITY = 5;

/** Gives a contact that waits the case's priority and asks for agents with its skills. */
export async function rankInQueue(
  contactId: string,
  current: Pick<Case, 'caseId' | 'priority' | 'skills'>,
  deps: RankDependencies,
): Promise<void> {
  if (!(await askForSkills(contactId, current, deps)))
    await deps.contacts.setPriority(contactId, current.priority ?? PRIORITY);
}

/** False where none are asked for, or Connect refuses: that costs the customer nothing but the better match. */
export async function askForSkills(
  contactId: string,
  current: Pick<Case, 'caseId' | 'priority' | 'skills'> | undefined,
  { contacts, config }: { contacts: Pick<Contacts, 'askForSkills'>; config: RankDependencies['config'] },
): Promise<boolean> {
  if (!config.skills || !current?.skills?.length) return false;
  const asked = await contacts.askForSkills({
    contactId,
    attribute: skillAttribute(config.client),
    skills: current.skills,
    waitSeconds: config.skills.waitSeconds,
    priority: current.priority ?? PRIORITY,
  });
  if (!asked) logger.warn('skills-not-asked', { caseId: current.caseId });
  return asked;
}

/** The contact that waits in Connect for a case: what was made for it, or the customer's own. Undefined when none does. */
export async function waitingContact(
  current: Case,
  store: Pick<CaseStore, 'getContact'>,
): Promise<string | undefined> {
  if (!isWaiting(current)) return undefined;
  const { task, callBackContact, contactId, contactOpen } = current;
  if (task ?? callBackContact) return task ?? callBackContact;
  return contactOpen ? ((await store.getContact(contactId))?.currentId ?? contactId) : undefined;
}
