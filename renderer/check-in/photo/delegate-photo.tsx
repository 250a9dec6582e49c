import { Camera, ScanFace } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhotoView } from '../../../preload/contract/roster.ts';
import { Button } from '../../../ui/button.tsx';
import { useHotkeys } from '../../../ui/hotkeys.tsx';
import { useNavigation } from '../../../ui/navigation.tsx';
import { usePictureAddress } from '../../../ui/use-picture-address.ts';
import { type Answer, useAnswer } from '../../base/page-client.ts';
import { PhotoDialog } from './photo-dialog.tsx';
import './delegate-photo.css';

interface Person {
  id: string;
  printedName: string;
}

/** Loaded again whenever photos change. */
function useDelegatePhoto(delegateId: string): Answer<PhotoView> {
  return useAnswer('getPhoto', [{ delegateId }], { renewOn: ['photosChanged'] });
}

/** Shows `other` if there is no photo. */
function Photo({
  picture,
  className,
  other = null,
}: {
  picture: Uint8Array | null;
  className: string;
  other?: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const address = usePictureAddress(picture, 'image/jpeg');
  if (picture === null) return other;
  if (address === null) return <div className={className} />;
  return <img className={className} src={address} alt={t('door.photo')} />;
}

export function useTakePhoto(): (delegate: Person) => void {
  const { open, close } = useNavigation();
  return ({ id, printedName }) =>
    open(<PhotoDialog delegateId={id} printedName={printedName} onClose={close} />);
}

/** A delegate's photo in the panel, or a button to take one. */
export function PanelPhoto({ delegate }: { delegate: Person }): ReactNode {
  const { t } = useTranslation();
  const { dialog } = useNavigation();
  const take = useTakePhoto();
  const { value } = useDelegatePhoto(delegate.id);
  // Active before the photo is loaded: the dialog requests it anyway.
  useHotkeys(
    [{ key: 'p', ctrl: true, inFields: true, run: () => take(delegate) }],
    dialog === null,
  );
  if (value === null) return null;
  return (
    <div className="flex items-center flex-wrap gap-3">
      <Photo
        picture={value.picture}
        className="panel-photo rounded-md bg-sunken h-28 max-w-28 object-cover"
      />
      <div className="grid gap-1 justify-items-start">
        {value.isOnBadge && value.picture === null && (
          <p className="small text-look-ink">{t('photo.missing')}</p>
        )}
        <Button
          size="small"
          icon={<Camera />}
          keys={[t('keys.ctrl'), 'P']}
          onPress={() => take(delegate)}
        >
          {t(value.picture === null ? 'photo.take' : 'photo.takeAgain')}
        </Button>
      </div>
    </div>
  );
}

/** The photo to compare with the person and the document, or a button to take one. */
export function IdentityPhoto({ delegate }: { delegate: Person }): ReactNode {
  const { t } = useTranslation();
  const { dialog } = useNavigation();
  const take = useTakePhoto();
  const { value } = useDelegatePhoto(delegate.id);
  const sign = (
    <div className="hero-sign aspect-square grid place-items-center rounded-full">
      <ScanFace />
    </div>
  );
  useHotkeys([{ key: 'f', run: () => take(delegate) }], dialog === null);
  return (
    <div className="grid gap-3 self-center justify-items-center">
      <Photo
        picture={value?.picture ?? null}
        className="identity-photo rounded-lg bg-sunken max-w-64 object-cover"
        other={sign}
      />
      {value?.isOnBadge === true && value.picture === null && (
        <Button size="small" icon={<Camera />} keys={['F']} onPress={() => take(delegate)}>
          {t('photo.take')}
        </Button>
      )}
    </div>
  );
}
