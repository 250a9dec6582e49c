import { RotateCw, TriangleAlert } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

interface Props {
  children: ReactNode;
}

/** Catches what a component throws while drawing, and offers to load the page again. The error itself goes to the console, which main writes to its log. */
export class ErrorBoundary extends Component<Props, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    return this.state.isBroken ? <Broken /> : this.props.children;
  }
}

function Broken(): ReactNode {
  const { t } = useTranslation();
  return (
    <main className="starting">
      <EmptyState
        icon={<TriangleAlert aria-hidden="true" size={22} />}
        title={t('app.broken.title')}
        hint={t('app.broken.remedy')}
        action={
          <Button
            look="primary"
            icon={<RotateCw aria-hidden="true" size={18} />}
            onPress={() => window.location.reload()}
          >
            {t('app.broken.reload')}
          </Button>
        }
      />
    </main>
  );
}
