import type { Customer } from '../../layers/core/domain/case.ts';
import type { Contacts, StartedChat } from '../../layers/core/connect/contacts.ts';
import { readIdentityToken } from '../../layers/core/secrets/identityToken.ts';
import { readLink } from '../../layers/core/secrets/signedLink.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';

export interface StartChatRequest {
  /** Chosen by the browser: repeating the request starts one chat. */
  key: string;
  displayName: string;
  email?: string;
  identityToken?: string;
  resume?: string;
  /** Language tags, best first. */
  languages?: string[];
}

export type StartChatResult = { ok: true; chat: StartedChat } | { ok: false; why: 'bad-identity-token' };

export interface StartChatDependencies {
  contacts: Contacts;
  store: CaseStore;
  siteKey: () => Promise<string>;
  linkKey: () => Promise<string>;
  streamTo: string;
  /** ISO 639-1 codes of what the client speaks. */
  languages: string[];
  now: () => Date;
}

/**
 * Starts a chat. What the contact carries about the customer comes from the site's signed token and from our own case,
 * never from what the browser says, except for the name and address the customer claims.
 */
export async function startChat(
  request: StartChatRequest,
  deps: StartChatDependencies,
): Promise<StartChatResult> {
  const customer = await identify(request, deps);
  if (!customer) return { ok: false, why: 'bad-identity-token' };
  const caseId = await resumedCase(request.resume, deps);
  const chat = await deps.contacts.startChat({
    key: request.key,
    flow: 'main',
    displayName: request.displayName,
    attributes: attributesOf(customer, caseId, spokenTo(request, deps)),
    streamTo: deps.streamTo,
  });
  return { ok: true, chat };
}

async function identify(
  request: StartChatRequest,
  deps: StartChatDependencies,
): Promise<Customer | undefined> {
  if (request.identityToken) {
    return readIdentityToken(request.identityToken, await deps.siteKey(), deps.now());
  }
  return {
    name: request.displayName,
    ...(request.email && { email: request.email }),
    identity: request.email ? 'claimed' : 'none',
    attributes: {},
  };
}

/** The case this browser was in before. A forged, expired or outdated token just means a new case. */
async function resumedCase(
  token: string | undefined,
  deps: StartChatDependencies,
): Promise<string | undefined> {
  if (!token) return undefined;
  const read = readLink(token, 'resume', await deps.linkKey(), deps.now().getTime());
  if (!read.ok) return undefined;
  // The token names the first contact of the browser: its case is where the customer was.
  const contact = await deps.store.getContact(read.claim.caseId);
  return contact?.caseId;
}

/** The first of the customer's languages that the client speaks, for the greeting and until their words tell it. */
function spokenTo({ languages = [] }: StartChatRequest, client: StartChatDependencies): string | undefined {
  const wanted = languages.map(tag => tag.split('-')[0]!.toLowerCase());
  return wanted.find(language => client.languages.includes(language));
}

/** Contact attributes are text; unset ones are left out. */
function attributesOf(
  customer: Customer,
  caseId: string | undefined,
  language: string | undefined,
): Record<string, string> {
  const { customerId, name, email, tier, identity, attributes } = customer;
  const all = {
    caseId,
    customerId,
    customerName: name,
    customerEmail: email,
    customerTier: tier,
    customerVerified: String(identity === 'verified'),
    returning: caseId && 'true',
    language,
    attributes: Object.keys(attributes).length > 0 ? JSON.stringify(attributes) : undefined,
  };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}
