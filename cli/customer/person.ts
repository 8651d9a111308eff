import { createHash } from 'node:crypto';
import type { Case, ChatFile } from '../../layers/core/domain/case.ts';
import { digest } from '../../layers/core/store/mailStore.ts';
import type { Item } from '../../layers/core/store/table.ts';

/** Whom the operator asked for. */
export type Asked = { email: string } | { customerId: string };

/** Everything that a person's data can be told by. Addresses in small letters. */
export interface Person {
  emails: Set<string>;
  customerIds: Set<string>;
  names: Set<string>;
  phones: Set<string>;
  caseIds: Set<string>;
  contactIds: Set<string>;
  /** Ids that SES gave their mails. */
  mailIds: Set<string>;
  /** Ids that Connect gave files of their chats. */
  fileIds: Set<string>;
  /** Their cases as they stand. */
  cases: Case[];
}

/**
 * Gathers a person from the cases of the whole table. From a verified case the other cases of its customer id and address are
 * theirs, too; what somebody only claimed leads no further.
 */
export function findPerson(items: readonly Item[], asked: Asked): Person {
  const person: Person = {
    emails: new Set('email' in asked ? [asked.email.toLowerCase()] : []),
    customerIds: new Set('customerId' in asked ? [asked.customerId] : []),
    names: new Set(),
    phones: new Set(),
    caseIds: new Set(),
    contactIds: new Set(),
    mailIds: new Set(),
    fileIds: new Set(),
    cases: [],
  };
  const open = new Set(items.filter(({ sk }) => sk === 'CASE').map(item => item as unknown as Case));
  for (let grew = true; grew;) {
    grew = false;
    for (const one of open) {
      if (!isTheirs(one, person)) continue;
      open.delete(one);
      take(one, person);
      grew = true;
    }
  }
  for (const item of items) {
    if (!person.caseIds.has(String(item.caseId))) continue;
    for (const member of ['contactId', 'currentId'])
      if (typeof item[member] === 'string') person.contactIds.add(item[member]);
    const mailId = (item.mail as { id?: string } | undefined)?.id;
    if (mailId) person.mailIds.add(mailId);
    for (const { id } of (item.files as ChatFile[] | undefined) ?? []) person.fileIds.add(id);
    if (item.sk === 'MAIL') person.mailIds.add(String(item.id));
  }
  return person;
}

const isTheirs = ({ customer }: Case, { emails, customerIds }: Person) =>
  emails.has(customer.email?.toLowerCase() ?? '') || customerIds.has(customer.customerId ?? '');

function take(one: Case, person: Person): void {
  const { name, email, phone, customerId, identity } = one.customer;
  person.cases.push(one);
  person.caseIds.add(one.caseId);
  if (name) person.names.add(name);
  if (phone) person.phones.add(phone);
  if (email && identity === 'verified') person.emails.add(email.toLowerCase());
  if (customerId && identity === 'verified') person.customerIds.add(customerId);
}

/** Shorter ids and names are too likely something else where they stand within a text. */
const TELLING = 4;

/** What belongs to the person wherever it stands: ids of their cases, contacts, mails and files, and their address as keys hold it. */
export const idsOf = ({ caseIds, contactIds, mailIds, fileIds, emails }: Person): string[] => [
  ...caseIds,
  ...contactIds,
  ...mailIds,
  ...fileIds,
  ...[...emails].map(digest),
  // The count of automatic answers to an address.
  ...[...emails].map(email => createHash('sha256').update(email).digest('hex').slice(0, 24)),
];

/** What names the person in a text: address, number, customer id. */
export const namesInText = ({ emails, phones, customerIds }: Person): string[] => [
  ...emails,
  ...phones,
  ...[...customerIds].filter(id => id.length >= TELLING),
];

/** Name and surname; a first name alone is many people's. */
export const fullNames = ({ names }: Person): string[] =>
  [...names].filter(name => name.length > TELLING && name.includes(' '));
