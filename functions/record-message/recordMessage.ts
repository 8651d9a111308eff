import type { CaseStore } from '../../layers/core/store/caseStore.ts';

/** One message of a chat, as Connect streams it. */
export interface StreamedMessage {
  id: string;
  contactId: string;
  at: string;
  role: 'CUSTOMER' | 'AGENT' | string;
  name: string;
  text: string;
}

/**
 * Keeps what customer and agent say outside the AI's turns. The AI's turns are stored by the turn itself, people's words
 * through our own participant (role CUSTOM_BOT) by whoever said them: both are passed over here.
 */
export async function recordMessage(
  message: StreamedMessage,
  store: CaseStore,
): Promise<'stored' | 'passed-over'> {
  if (message.role !== 'CUSTOMER' && message.role !== 'AGENT') return 'passed-over';
  const contact = await store.getContact(message.contactId);
  const current = contact && (await store.get(contact.caseId));
  if (!current || current.owner === 'ai' || current.owner === 'nobody') return 'passed-over';
  const base = {
    turnId: `heard:${message.id}`,
    caseId: current.caseId,
    contactId: message.contactId,
    channel: 'chat' as const,
    at: message.at,
  };
  const isNew = await store.addTurn(
    message.role === 'CUSTOMER'
      ? { ...base, customer: message.text }
      : {
          ...base,
          reply: { text: message.text, by: 'agent', name: message.name, at: message.at, via: 'chat' },
        },
  );
  // Agents see by it which of their chats has something new.
  if (isNew && message.role === 'CUSTOMER') await store.note(current.caseId, { customerSpokeAt: message.at });
  return 'stored';
}
