import { useEffect, useState } from 'react';
import type { PhotoImportProgress, PhotoImportResult } from '../../../domain/photo-import.ts';
import { ask, type CallFailure, failureOf, onNotice } from '../../client/ask.ts';

export interface Photos {
  /** How many delegates have a portrait; null until it is known. */
  known: number | null;
  busy: boolean;
  /** Null until the folder is chosen. */
  progress: PhotoImportProgress | null;
  result: PhotoImportResult | null;
  failure: CallFailure | null;
  choose: () => Promise<void>;
  stop: () => Promise<void>;
}

/** Portraits for the badges: chosen, read and counted by the main process. */
export function usePhotos(): Photos {
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

  const choose = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    setProgress(null);
    try {
      const answer = await ask('importPhotos');
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
