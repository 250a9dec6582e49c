import { CircleAlert, CircleCheckBig, CircleHelp, ImageUp, Info } from 'lucide-react';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  PhotoImportProgress,
  PhotoImportResult,
  PhotoSource,
} from '../../domain/roster/photo.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useFormats } from '../../ui/formats.ts';
import { Note } from '../../ui/note.tsx';
import { Progress } from '../../ui/progress.tsx';
import { ScrollArea } from '../../ui/scroll-area.tsx';
import { ask, type CallFailure, failureOf, onNotice } from '../base/ask.ts';

/**
 * Imports photos from a folder or a ZIP, with progress and result separate from the roster import.
 */
export function PhotoSection(): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { known, busy, progress, result, failure, choose, stop } = usePhotos();
  const title = useId();
  return (
    <section className="card px-6 py-5 grid gap-4" aria-labelledby={title}>
      <div className="flex items-center flex-wrap gap-x-4 gap-y-3">
        <ImageUp size={24} />
        <div className="grow basis-80 min-w-0">
          <h2 className="text-md" id={title}>
            {t('photos.title')}
          </h2>
          <p className="max-w-176 small">{t('photos.hint')}</p>
          {known !== null && (
            <p className="figures max-w-176 small">
              {t('photos.known', { count: known, formatted: number(known) })}
            </p>
          )}
        </div>
        {progress === null ? (
          <div className="flex flex-wrap gap-3">
            {(['folder', 'zip'] as const).map((from) => (
              <Button key={from} isDisabled={busy} onPress={() => void choose(from)}>
                {t(`photos.choose.${from}`)}
              </Button>
            ))}
          </div>
        ) : (
          <Button onPress={() => void stop()}>{t('photos.stop')}</Button>
        )}
      </div>
      {progress !== null && (
        <Progress
          label={t('photos.reading')}
          fraction={progress.total === 0 ? 1 : progress.done / progress.total}
          valueWords={t('photos.count', {
            done: number(progress.done),
            total: number(progress.total),
          })}
        />
      )}
      <FailureNote failure={failure} />
      <div role="status">{result !== null && !busy && <PhotoResult result={result} />}</div>
    </section>
  );
}

interface Photos {
  /** How many delegates have a photo; null until it is known. */
  known: number | null;
  busy: boolean;
  /** Null until the folder or ZIP is chosen. */
  progress: PhotoImportProgress | null;
  result: PhotoImportResult | null;
  failure: CallFailure | null;
  choose: (from: PhotoSource) => Promise<void>;
  stop: () => Promise<void>;
}

/** Photos for the badges; the main process lets the operator choose them, reads and counts them. */
function usePhotos(): Photos {
  const [known, setKnown] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  const [progress, setProgress] = useState<PhotoImportProgress | null>(null);
  const [result, setResult] = useState<PhotoImportResult | null>(null);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  useEffect(() => {
    let left = false;
    ask('getPhotoCount')
      .then((count) => {
        if (!left) setKnown(count);
      })
      .catch((error: unknown) => {
        if (!left) setFailure(failureOf(error));
      });
    return () => {
      left = true;
    };
  }, []);
  useEffect(() => onNotice('photoImportProgress', setProgress), []);

  const choose = async (from: PhotoSource): Promise<void> => {
    setBusy(true);
    setFailure(null);
    setProgress(null);
    try {
      const answer = await ask('importPhotos', { from });
      if (answer !== null) setResult(answer);
      setKnown(await ask('getPhotoCount'));
    } catch (error) {
      setFailure(failureOf(error));
    }
    setBusy(false);
    setProgress(null);
  };
  const stop = async (): Promise<void> => {
    try {
      await ask('cancelPhotoImport');
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  return { known, busy, progress, result, failure, choose, stop };
}

function PhotoResult({ result }: { result: PhotoImportResult }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { source, files, taken, replaced, unknown, refused, cancelled } = result;
  const counted = (count: number): { count: number; formatted: string } => ({
    count,
    formatted: number(count),
  });
  if (files === 0) {
    const icon = <Info size={18} />;
    return <Note tone="quiet" icon={icon} title={t('photos.empty', { source })} />;
  }
  return (
    <div className="grid gap-3">
      <Note
        tone={taken > 0 ? 'go' : 'quiet'}
        icon={<CircleCheckBig size={18} />}
        title={t('photos.taken', { ...counted(taken), source })}
      >
        {replaced > 0 && <p>{t('photos.replaced', counted(replaced))}</p>}
        {cancelled && <p>{t('photos.stopped')}</p>}
      </Note>
      {refused.length > 0 && (
        <Note
          tone="stop"
          icon={<CircleAlert size={18} />}
          title={t('photos.refused', counted(refused.length))}
        >
          <ScrollArea label={t('photos.refused', counted(refused.length))} className="max-h-44">
            <ul className="grid gap-1 text-sm">
              {refused.map(({ file, reason }) => (
                <li className="flex flex-wrap gap-x-3" key={file}>
                  <bdi className="font-semibold wrap-anywhere">{file}</bdi>
                  <span>{t(`photos.reason.${reason}`)}</span>
                </li>
              ))}
            </ul>
          </ScrollArea>
        </Note>
      )}
      {unknown.length > 0 && (
        <Note
          tone="look"
          icon={<CircleHelp size={18} />}
          title={t('photos.unknown', counted(unknown.length))}
        >
          <ScrollArea label={t('photos.unknown', counted(unknown.length))} className="max-h-44">
            <ul className="grid gap-1 text-sm">
              {unknown.map((file) => (
                <li className="flex flex-wrap gap-x-3" key={file}>
                  <bdi className="font-semibold wrap-anywhere">{file}</bdi>
                </li>
              ))}
            </ul>
          </ScrollArea>
        </Note>
      )}
    </div>
  );
}
