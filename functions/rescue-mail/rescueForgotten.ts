import type { UnreadMail } from '../../layers/core/files/unreadMails.ts';

/** Rescues of one run; each may take as long as a turn. The rest has the next run. */
const MOST = 8;

export interface RescueForgottenDependencies {
  /** Mails of which nothing became, oldest first. */
  unread: () => Promise<UnreadMail[]>;
  rescue: (id: string) => Promise<void>;
}

/**
 * Mails that came and of which nothing became, because Lambda could hand them neither to `receive-email` nor to `rescue-mail`.
 * One that can't be rescued doesn't keep the others waiting; its error is thrown once all were tried.
 */
export async function rescueForgotten({
  unread,
  rescue,
}: RescueForgottenDependencies): Promise<{ found: number }> {
  const found = await unread();
  const failures: unknown[] = [];
  for (const { id } of found.slice(0, MOST)) await rescue(id).catch(error => failures.push(error));
  if (failures.length > 0) throw failures[0];
  return { found: found.length };
}
