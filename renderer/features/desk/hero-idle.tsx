import { Upload } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../../app/navigation.tsx';
import { useIsSupervisor, useStation } from '../../client/station.tsx';
import { Button } from '../../ui/button.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { useDesk } from './desk-provider.tsx';
import { LanyardArt } from './lanyard-art.tsx';

function EmptyRoster(): ReactNode {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const isSupervisor = useIsSupervisor();
  return (
    <div className="hero-idle">
      <LanyardArt />
      <div className="hero-idle-words">
        <h1>{t('desk.empty.title')}</h1>
        <p>{t(isSupervisor ? 'desk.empty.supervisor' : 'desk.empty.operator')}</p>
        {isSupervisor && (
          <Button
            look="primary"
            size="large"
            icon={<Upload aria-hidden="true" size={20} />}
            onPress={() => go('roster')}
          >
            {t('desk.empty.import')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Nothing scanned: says what to do, or leads to the import while nobody is registered here. */
export function HeroIdle(): ReactNode {
  const { t } = useTranslation();
  const { rosterSize } = useStation();
  const { scanning } = useDesk();
  if (rosterSize === 0) return <EmptyRoster />;
  const hasCamera = scanning.camera.kind === 'running';
  return (
    <div className="hero-idle">
      <LanyardArt />
      <div className="hero-idle-words">
        <h1>{t('desk.idle.title')}</h1>
        <p>{t(hasCamera ? 'desk.idle.camera' : 'desk.idle.noCamera')}</p>
        <p className="hero-idle-keys">
          <KeyHint keys={[t('keys.slash')]} />
          {t('desk.idle.search')}
        </p>
      </div>
    </div>
  );
}
