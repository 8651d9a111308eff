import { Badge, Button } from '@cloudscape-design/components';
import type { TurnMail } from '../../../layers/core/domain/case.ts';
import { useWorkspace } from '../shell/workspace.ts';
import { useOpenFile } from './useOpenFile.ts';

/** The id by which the whole mail is asked for, as it came. */
const WHOLE = 'whole';

/** Subject and files of the mail that a turn came by. Each opens in a tab of its own, by an address good for minutes. */
export function MailFiles({ caseId, mail }: { caseId: string; mail: TurnMail }) {
  const { api } = useWorkspace();
  const openFile = useOpenFile();
  const open = (fileId: string) => openFile(() => api.mailFile(caseId, mail.id, fileId));
  return (
    <div className="basis">
      <p>
        Mail: {mail.subject} {!mail.authenticated && <Badge color="severity-medium">sender not proved</Badge>}
      </p>
      <div className="files">
        {mail.files.map(({ id, name, refused }) =>
          refused ? (
            <p key={id}>
              {name}: not kept ({refused})
            </p>
          ) : (
            <Button key={id} variant="inline-link" iconName="file" onClick={() => void open(id)}>
              {name}
            </Button>
          ),
        )}
        <Button variant="inline-link" onClick={() => void open(WHOLE)}>
          The whole mail
        </Button>
      </div>
    </div>
  );
}
