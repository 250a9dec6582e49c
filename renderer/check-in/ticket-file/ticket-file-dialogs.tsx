import { FileImage, FileX } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Note } from '../../../ui/note.tsx';
import type { FileCode, FileCodes, FileProblem } from '../../scanning/index.ts';

export type Problem = FileProblem | 'several';

/** Explains why a file gave no ticket, and what to do next. */
export function UnreadDialog({
  problem,
  name,
  onAnother,
  onClose,
}: {
  problem: Problem;
  /** The file's name; empty if several files or none were given. */
  name: string;
  onAnother: () => void;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <Dialog
      title={t('ticketFile.title')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('app.close')}</Button>
          <Button
            autoFocus
            variant="primary"
            icon={<FileImage />}
            onPress={() => {
              onClose();
              onAnother();
            }}
          >
            {t('ticketFile.another')}
          </Button>
        </>
      }
    >
      <div role="alert">
        <Note tone="look" icon={<FileX />} title={t(`ticketFile.problem.${problem}.title`)}>
          {name !== '' && <bdi className="code wrap-anywhere">{name}</bdi>}
          <p>{t(`ticketFile.problem.${problem}.remedy`)}</p>
          <p>{t('ticketFile.nothingRecorded')}</p>
        </Note>
      </div>
    </Dialog>
  );
}

/** Lets the operator choose one of several codes found in a file. */
export function ChooseCodeDialog({
  found: { codes, pages, readPages },
  name,
  onChoose,
  onClose,
}: {
  found: FileCodes;
  name: string;
  onChoose: (text: string) => void;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <Dialog title={t('ticketFile.which')} onClose={onClose} size="wide">
      <p>
        {t('ticketFile.codesIn', { count: codes.length })}{' '}
        <bdi className="code wrap-anywhere">{name}</bdi>
      </p>
      {readPages < pages && <p>{t('ticketFile.readPages', { readPages, pages })}</p>}
      <ListBox
        autoFocus="first"
        layout="grid"
        className="grid gap-3 grid-cols-[repeat(auto-fill,minmax(11rem,1fr))]"
        aria-label={t('ticketFile.which')}
        items={codes.map((code, index) => ({ ...code, id: index + 1 }))}
        onAction={(key) => {
          const code = codes[Number(key) - 1];
          if (code !== undefined) onChoose(code.text);
        }}
      >
        {(code) => (
          <ListBoxItem
            className="found-code grid gap-2 p-3 border rounded-lg text-sm cursor-pointer"
            textValue={t('ticketFile.codeOnPage', { number: code.id, page: code.page })}
          >
            <CodePicture picture={code.picture} />
            <span className="font-semibold figures">
              {t('ticketFile.codeOnPage', { number: code.id, page: code.page })}
            </span>
            <bdi className="code text-soft truncate">{code.text}</bdi>
          </ListBoxItem>
        )}
      </ListBox>
    </Dialog>
  );
}

function CodePicture({ picture }: Pick<FileCode, 'picture'>): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    canvas.current?.getContext('2d')?.drawImage(picture, 0, 0);
  }, [picture]);
  return (
    <canvas
      ref={canvas}
      className="found-code-picture rounded-md w-full h-36 object-contain"
      width={picture.width}
      height={picture.height}
    />
  );
}
