import { HttpError, HttpTransportType, HubConnectionBuilder, LogLevel, type HubConnection } from '@microsoft/signalr'
import { MessagePackHubProtocol } from '@microsoft/signalr-protocol-msgpack'
import { NotAdmittedError, type LiveConnection, type LiveMessages, type ScreenReport, type Subscription } from './transport'

/**
 * SignalR over MessagePack. Its own reconnect is not used: it gives up after 42 s, and it knows nothing of a silent line.
 */
export function openSignalR(url: string) {
  return (messages: LiveMessages): LiveConnection => new SignalRConnection(url, messages)
}

class SignalRConnection implements LiveConnection {
  private readonly hub: HubConnection
  private closing = false

  constructor(url: string, messages: LiveMessages) {
    this.hub = new HubConnectionBuilder()
      .withUrl(url, { transport: HttpTransportType.WebSockets | HttpTransportType.ServerSentEvents | HttpTransportType.LongPolling })
      .withHubProtocol(new MessagePackHubProtocol())
      .configureLogging(LogLevel.None)
      .build()
    const whileOpen =
      <T>(handle: (message: T) => void) =>
      (message: T) => {
        if (!this.closing) handle(message)
      }
    this.hub.on('Snapshot', whileOpen(messages.snapshot))
    this.hub.on('Update', whileOpen(messages.update))
    this.hub.on('Heartbeat', whileOpen(messages.heartbeat))
    this.hub.on('SourceChanged', whileOpen(messages.sourceChanged))
    this.hub.on('AlertChanged', whileOpen(messages.alertChanged))
    this.hub.onclose(() => {
      if (!this.closing) messages.closed()
    })
  }

  async open(): Promise<void> {
    try {
      await this.hub.start()
    } catch (error) {
      throw isRefusal(error) ? new NotAdmittedError('The hub refused this screen.', { cause: error }) : error
    }
  }

  subscribe(subscription: Subscription): Promise<void> {
    return this.hub.invoke('Subscribe', subscription)
  }

  async report(report: ScreenReport): Promise<void> {
    try {
      await this.hub.send('Report', report)
    } catch {
      // The link itself finds out that it is broken.
    }
  }

  async close(): Promise<void> {
    this.closing = true
    try {
      await this.hub.stop()
    } catch {
      // A connection that cannot be stopped is gone already.
    }
  }
}

function isRefusal(error: unknown): boolean {
  const status = error instanceof HttpError ? error.statusCode : Number(/Status code '(401|403)'/.exec(String(error))?.[1])
  return status === 401 || status === 403
}
