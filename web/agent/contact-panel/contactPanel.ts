/** A contact at the agent: ringing, connected, or over with work left to do. */
export interface PanelContact {
  contactId: string;
  /** The first contact of the chain, by which a case knows its chat. */
  initialContactId: string;
  state: 'offered' | 'connected' | 'after-work';
  /** `chat`, `voice`, `task`, `email`. */
  channel: string;
  /** Who it is, as far as the contact centre knows. */
  name?: string;
  /** From the contact's attributes. */
  caseId?: string;
  /** Was the agent's before the panel began to look: before a reload, or before the page was opened. */
  wasThere?: true;
}

export interface PanelState {
  /** Takes contacts now; undefined while that isn't known. */
  available?: boolean;
  contacts: PanelContact[];
  /** ARN of the agent's account in Connect: where contacts of their cases ring. */
  agentArn?: string;
  /** The contact beside which the page is shown, where whatever is around it says so. */
  inView?: string;
  /** Whatever is around the page shows something else just now. */
  isHidden?: boolean;
  /** Why the panel doesn't work just now. */
  problem?: string;
  /** Signing in to Connect may end the problem. */
  needsSignIn?: boolean;
}

/**
 * Where contacts come from: Connect's own panel framed beside the case, Connect's agent workspace around it, or the
 * simulated one of the local cloud. All that differs between them is behind this.
 */
export interface ContactPanel {
  /** The same object until something changes. */
  state(): PanelState;
  /** @returns what ends the subscription */
  subscribe(listener: () => void): () => void;
  /** Draws its own face there; a panel without one is drawn by the workspace, from its state. */
  mount?(place: HTMLElement): void;
  /** Signs in where the panel has a sign-in of its own; only ever called by a click, as windows open by one. */
  signIn?(): void;
  setAvailable?(available: boolean): Promise<void>;
  accept?(contactId: string): Promise<void>;
  /** Says it in a call, where there is no telephone to speak into. */
  say?(contactId: string, text: string): Promise<void>;
  /** Ends the agent's part of the contact, and the work after it. */
  leave(contactId: string): Promise<void>;
  /** The contact centre's time, epoch ms. */
  now(): number;
  close(): void;
}

export const NO_CONTACTS: PanelState = { contacts: [] };
