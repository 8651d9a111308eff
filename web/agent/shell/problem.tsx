import { Alert, Button } from '@cloudscape-design/components';

/** The workspace could not be opened at all. */
export function Problem({ error }: { error: unknown }) {
  return (
    <main className="alone">
      <h1>Agent workspace</h1>
      <Alert
        type="error"
        header="The workspace can’t be opened"
        action={<Button onClick={() => location.reload()}>Try again</Button>}
      >
        {error instanceof Error ? error.message : String(error)}
      </Alert>
    </main>
  );
}
