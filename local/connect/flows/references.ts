import type { Center } from '../center.ts';
import type { Contact } from '../contacts/contact.ts';
import type { ActionKind } from './action.ts';

const PATH = String.raw`\$\.(?:[A-Za-z_][\w-]*|\['[^']+'\])(?:\.[A-Za-z_][\w-]*|\['[^']+'\]|\[\d+\])*`;
const WHOLE = new RegExp(`^${PATH}$`);
const EMBEDDED = new RegExp(PATH, 'g');

export const isPath = (text: unknown): text is string => typeof text === 'string' && WHOLE.test(text);

/** Resolves an action's parameters against the contact. A reference to nothing gives an empty text, as in Connect. */
export function resolveParameters(
  kind: ActionKind,
  raw: Record<string, unknown>,
  center: Center,
  contact: Contact,
): Record<string, unknown> {
  const data = flowData(center, contact);
  const resolved: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(raw)) {
    const rule = kind.parameters[name];
    if (rule === 'static') resolved[name] = value;
    else if (rule === 'text') resolved[name] = embed(data, String(value));
    else resolved[name] = deep(data, value);
  }
  return resolved;
}

function deep(data: unknown, value: unknown): unknown {
  if (isPath(value)) return asText(lookUp(data, value));
  if (Array.isArray(value)) return value.map(entry => deep(data, entry));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, deep(data, entry)]));
  }
  return value;
}

function embed(data: unknown, text: string): string {
  return text.replace(EMBEDDED, path => {
    // A full stop that ends the sentence is no part of the path: the pattern needs a name after each dot.
    return asText(lookUp(data, path));
  });
}

function lookUp(data: unknown, path: string): unknown {
  const names = [...path.matchAll(/\.([A-Za-z_][\w-]*)|\['([^']+)'\]|\[(\d+)\]/g)].map(
    ([, name, quoted, index]) => name ?? quoted ?? index!,
  );
  let value: any = data;
  for (const name of names) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}

function asText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Everything a flow can refer to, under the names of the flow language. */
function flowData(center: Center, contact: Contact): Record<string, unknown> {
  const queue = center.queues.get(contact.queue?.arn ?? contact.targetQueueArn ?? '');
  const agent = contact.agent && center.agents.get(contact.agent.username);
  return {
    Attributes: contact.attributes,
    External: contact.external,
    FlowAttributes: contact.run?.flowAttributes ?? {},
    Lex: contact.lex && {
      IntentName: contact.lex.intentName,
      SessionAttributes: contact.lex.sessionAttributes,
      Slots: contact.lex.slots,
      DialogState: contact.lex.dialogState,
    },
    Media: { InitialMessage: contact.initialMessage },
    ContactId: contact.id,
    InitialContactId: contact.initialContactId,
    PreviousContactId: contact.previousContactId,
    RelatedContactId: contact.relatedContactId,
    Task: contact.createdTaskId && { ContactId: contact.createdTaskId },
    Channel: contact.channel,
    CustomerEndpoint: contact.customerNumber && {
      Address: contact.customerNumber,
      Type: 'TELEPHONE_NUMBER',
    },
    SystemEndpoint: contact.systemNumber && { Address: contact.systemNumber, Type: 'TELEPHONE_NUMBER' },
    StoredCustomerInput: contact.storedInput,
    InitiationMethod: contact.initiationMethod,
    InstanceARN: contact.instanceArn,
    LanguageCode: contact.language,
    Name: contact.name,
    Description: contact.description,
    References: contact.references,
    Customer: { Id: contact.customerId },
    CustomerId: contact.customerId,
    Queue: queue && { Name: queue.name, ARN: queue.arn },
    Agent: agent && { UserName: agent.username, FirstName: agent.displayName, ARN: agent.arn },
  };
}
