/** Who takes part in a chat, for its whole life over transfers (an agent: for one contact). */
export interface Participant {
  id: string;
  /** Initial contact id. */
  chatId: string;
  role: Role;
  displayName: string;
  /** Has made its first connection. */
  joined: boolean;
  left: boolean;
}
export type Role = 'CUSTOMER' | 'AGENT' | 'SYSTEM' | 'CUSTOM_BOT';

/** `participant` tokens open connections, `connection` tokens send and read. */
export interface Token {
  kind: 'participant' | 'connection' | 'websocket';
  participantId: string;
  /** Epoch ms of virtual time. A participant token holds on once it was used. */
  expiresAt: number;
  used?: boolean;
}
