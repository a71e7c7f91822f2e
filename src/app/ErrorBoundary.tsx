import { Component, type ReactNode } from 'react';
import { MessagesContext } from './context/app.ts';

interface Props {
  /** When it changes, the broken part gets another chance. */
  readonly retryOn?: unknown;
  readonly children: ReactNode;
}

interface State {
  readonly failed: boolean;
  readonly retryOn: unknown;
}

/** Keeps a mistake of ours inside one panel: it says so there, and the rest of the page goes on. */
export class ErrorBoundary extends Component<Props, State> {
  static override readonly contextType = MessagesContext;
  declare context: React.ContextType<typeof MessagesContext>;
  override state: State = { failed: false, retryOn: undefined };

  static getDerivedStateFromError(): Partial<State> {
    return { failed: true };
  }

  static getDerivedStateFromProps({ retryOn }: Props, state: State): Partial<State> | null {
    return retryOn === state.retryOn ? null : { failed: false, retryOn };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    const chrome = this.context?.chrome;
    return (
      <div className="broken" role="alert">
        <p>{chrome?.broken.message}</p>
        <button type="button" onClick={() => this.setState({ failed: false })}>
          {chrome?.broken.retry}
        </button>
      </div>
    );
  }
}
