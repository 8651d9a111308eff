/** What an invocation is about, for whoever follows one case through logs and metrics. */
export interface Ids {
  caseId?: string;
  contactId?: string;
  turnId?: string;
}

/** Where callers put ids: workflows, Lex, the flows of Connect, the HTTP API. */
const PLACES: Record<keyof Ids, string[]> = {
  caseId: [
    'caseId',
    'case.caseId',
    'sessionState.sessionAttributes.caseId',
    'Details.ContactData.Attributes.caseId',
    'pathParameters.caseId',
    'detail.caseId',
  ],
  contactId: [
    'contactId',
    'sessionState.sessionAttributes.contactId',
    'Details.ContactData.ContactId',
    'detail.contactId',
  ],
  turnId: ['turnId'],
};
/** What is longer, or has other characters, is something else in an id's place. */
const ID = /^[A-Za-z0-9][\w-]{2,99}$/;

export function idsOf(event: unknown): Ids {
  const found: Ids = {};
  for (const [name, places] of Object.entries(PLACES) as [keyof Ids, string[]][]) {
    const id = places
      .map(place => memberOf(event, place))
      .find(value => typeof value === 'string' && ID.test(value));
    if (id) found[name] = id as string;
  }
  return found;
}

function memberOf(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (inner, name) =>
        inner !== null && typeof inner === 'object' && Object.hasOwn(inner, name)
          ? (inner as Record<string, unknown>)[name]
          : undefined,
      value,
    );
}
