import { Link } from '@cloudscape-design/components';
import { splitFiles } from './splitFiles.ts';

/** Words of the client's team; its files are links. */
export function WordsWithFiles({ text }: { text: string }) {
  const { words, files } = splitFiles(text, location.origin);
  return (
    <>
      {words}
      {files.map(({ name, url }) => (
        <span className="team-file" key={url}>
          <Link href={url} external externalIconAriaLabel="Opens in a new tab">
            {name}
          </Link>
        </span>
      ))}
    </>
  );
}
