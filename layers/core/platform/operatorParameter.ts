/** Name of the parameter in which a support stack says where its parts are, for the operator's commands. */
export const operatorParameter = (supportStack: string): string => `/${supportStack}/operator`;

/** What the parameter holds, as JSON. */
export interface StackParts {
  table: string;
  /** The client's bucket: mails, attachments, releases. */
  files: string;
  retentionDays: number;
  /** State machine that brings cases to people. */
  escalation: string;
  /** Parameter that holds the contact centre's ids. */
  contactCenter: string;
  /** Function that makes a case of a mail that could not be read. */
  rescueMail: string;
}
