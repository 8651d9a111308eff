import {
  ConnectClient,
  CreateParticipantCommand,
  InvalidRequestException,
  ResourceNotFoundException,
  ServiceQuotaExceededException,
} from '@aws-sdk/client-connect';
import {
  AccessDeniedException,
  ConnectParticipantClient,
  CreateParticipantConnectionCommand,
  SendMessageCommand,
} from '@aws-sdk/client-connectparticipant';
import { lazily } from '../platform/lazily.ts';
import type { ContactCenter } from './contactCenter.ts';

/** Says something in a live chat as a person of ours, through a participant of our own. */
export interface ChatVoice {
  /**
   * `key` makes repeating harmless. `connection` is what an earlier call returned for this contact: Connect allows one
   * participant of ours per contact.
   * @returns the connection to keep, or undefined when the chat has ended
   */
  say(options: {
    contactId: string;
    name: string;
    text: string;
    key: string;
    connection?: string;
  }): Promise<{ connection: string } | undefined>;
}

/** Longest message a participant may send (text/plain). */
const LONGEST_MESSAGE = 1024;
/** What Connect says when the chat is over. */
const OVER = [
  AccessDeniedException,
  ResourceNotFoundException,
  InvalidRequestException,
  ServiceQuotaExceededException,
];

export function createChatVoice(
  center: () => Promise<ContactCenter>,
  connect = lazily(() => new ConnectClient({})),
  participant = lazily(() => new ConnectParticipantClient({})),
): ChatVoice {
  const join = async (contactId: string, name: string, key: string) => {
    const { instanceId } = await center();
    const { ParticipantCredentials } = await connect.send(
      new CreateParticipantCommand({
        InstanceId: instanceId,
        ContactId: contactId,
        ClientToken: key,
        ParticipantDetails: { ParticipantRole: 'CUSTOM_BOT', DisplayName: name },
      }),
    );
    const { ConnectionCredentials } = await participant.send(
      new CreateParticipantConnectionCommand({
        ParticipantToken: ParticipantCredentials!.ParticipantToken!,
        Type: ['CONNECTION_CREDENTIALS'],
        ConnectParticipant: true,
      }),
    );
    return ConnectionCredentials!.ConnectionToken!;
  };

  /** False when the connection is no longer good. */
  const speak = async (connection: string, text: string, key: string) => {
    try {
      for (const [part, content] of split(text, LONGEST_MESSAGE).entries()) {
        await participant.send(
          new SendMessageCommand({
            ConnectionToken: connection,
            ContentType: 'text/plain',
            Content: content,
            ClientToken: `${key}-${part}`,
          }),
        );
      }
      return true;
    } catch (error) {
      if (error instanceof AccessDeniedException) return false;
      throw error;
    }
  };

  return {
    async say({ contactId, name, text, key, connection }) {
      // A connection outlives the contact it was made in as long as the chat goes on; when it doesn't, a new one is made.
      if (connection && (await speak(connection, text, key))) return { connection };
      try {
        const fresh = await join(contactId, name, key);
        return (await speak(fresh, text, key)) ? { connection: fresh } : undefined;
      } catch (error) {
        if (OVER.some(kind => error instanceof kind)) return undefined;
        throw error;
      }
    },
  };
}

/** Parts of at most `longest` characters, broken at white space where there is some. */
export function split(text: string, longest: number): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > longest) {
    const space = rest.lastIndexOf(' ', longest);
    const end = space > longest / 2 ? space : longest;
    parts.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  if (rest) parts.push(rest);
  return parts;
}
