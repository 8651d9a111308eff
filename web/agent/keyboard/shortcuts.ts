/** What keys do. Single letters count only outside of text fields; the others everywhere. */
export const SHORTCUTS = {
  help: { keys: '?', does: 'This help' },
  'previous-contact': { keys: 'Alt+ArrowUp', does: 'Previous of my contacts' },
  'next-contact': { keys: 'Alt+ArrowDown', does: 'Next of my contacts' },
  accept: { keys: 'a', does: 'Accept the contact that rings, else take the case shown' },
  reply: { keys: 'r', does: 'Write to the customer' },
  'use-draft': { keys: 'e', does: 'Edit the AI’s draft' },
  'send-draft': { keys: 'Alt+Enter', does: 'Send the AI’s draft as it is' },
  'reject-draft': { keys: 'x', does: 'Reject the AI’s draft' },
  send: { keys: 'Ctrl+Enter', does: 'Send what is written' },
  knowledge: { keys: '/', does: 'Search the knowledge' },
  actions: { keys: 'c', does: 'Run an action for the customer' },
  resolve: { keys: 's', does: 'Resolve' },
  'hand-off': { keys: 'h', does: 'Hand off to the client’s team' },
  'back-to-ai': { keys: 'b', does: 'Give back to the AI' },
  transfer: { keys: 't', does: 'Transfer to another queue' },
  release: { keys: 'q', does: 'Give back to the queue' },
  note: { keys: 'n', does: 'Write a note' },
  topic: { keys: 'o', does: 'Correct the topic' },
} as const;

export type ShortcutName = keyof typeof SHORTCUTS;

export interface Pressed {
  key: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  /** A text field has the focus. */
  inText: boolean;
}

/** Which shortcut that is; `letters` false leaves single keys alone (WCAG 2.1.4: they can be turned off). */
export function shortcutOf(
  { key, altKey, ctrlKey, metaKey, inText }: Pressed,
  letters: boolean,
): ShortcutName | undefined {
  const command = ctrlKey || metaKey;
  const keys = `${command ? 'Ctrl+' : ''}${altKey ? 'Alt+' : ''}${key}`;
  const found = (Object.keys(SHORTCUTS) as ShortcutName[]).find(name => SHORTCUTS[name].keys === keys);
  const isLetter = !command && !altKey;
  return isLetter && (inText || !letters) ? undefined : found;
}
