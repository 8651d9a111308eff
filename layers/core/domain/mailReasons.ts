/** Why a mail goes to people although the AI might have read it. */
export const MAIL_REASONS = {
  'mail-files': "The mail has files with it, which the AI doesn't read.",
  'mail-forwarded': "The mail passes on somebody else's words; the AI can't tell who asks.",
  'mail-invitation': 'The mail is an invitation to a meeting.',
  'mail-unreadable': 'The mail could not be read as a whole.',
  'mail-several': "The mail asks several things, and the AI can't answer all of them.",
  'mail-without-text': 'The mail has no text of its own.',
  'mail-suspicious': 'The mail came as spam into a conversation of ours.',
  'mail-too-many': 'So many mails came from this address that the AI answers no more of them today.',
  'asked-by-link': 'The customer asked for a person by the link in a mail.',
} as const;
export type MailReasonCode = keyof typeof MAIL_REASONS;
