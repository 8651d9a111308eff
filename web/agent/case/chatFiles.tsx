import { Button } from '@cloudscape-design/components';
import type { ChatFile } from '../../../layers/core/domain/case.ts';
import { useWorkspace } from '../shell/workspace.ts';
import { useOpenFile } from './useOpenFile.ts';

const REFUSED = { number: 'one more than a chat may have', unchecked: 'not checked' } as const;

/** Files that were sent in the chat. Each opens in a tab of its own, by an address good for minutes. */
export function ChatFiles({ caseId, files }: { caseId: string; files: ChatFile[] }) {
  const { api } = useWorkspace();
  const open = useOpenFile();
  return (
    <div className="words files">
      {files.map(({ id, name, refused }) =>
        refused ? (
          <p key={id}>
            {name}: not kept ({REFUSED[refused]})
          </p>
        ) : (
          <Button
            key={id}
            variant="inline-link"
            iconName="file"
            onClick={() => void open(() => api.chatFile(caseId, id))}
          >
            {name}
          </Button>
        ),
      )}
    </div>
  );
}
