import { LineChart, ScatterChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { init, use, type ECharts } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

// Only what the wall draws: the whole library would double the script.
use([LineChart, ScatterChart, GridComponent, CanvasRenderer])

export { init, type ECharts }
