import type { LocalCloud } from '../../local/boot.ts';

/** The case a contact belongs to, as its flow or the bot's session knows it. */
export const caseIdOf =
  ({ connect }: Pick<LocalCloud, 'connect'>) =>
  (contactId: string): string | undefined => {
    const { attributes, lex } = connect.center.contact(contactId);
    return lex?.sessionAttributes['caseId'] || attributes['caseId'] || undefined;
  };
