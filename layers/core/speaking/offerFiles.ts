import type { Case } from '../domain/case.ts';
import type { Links } from '../secrets/links.ts';

/** One line a file of the team's answer: its name and a link to fetch it by. */
export const createFileOffers =
  (links: Links) =>
  async ({ caseId, epoch, answer }: Case): Promise<string[]> =>
    Promise.all(
      (answer?.attachments ?? []).map(
        async ({ id, name }) => `Attached, ${name}: ${await links.file(caseId, epoch, id)}`,
      ),
    );
