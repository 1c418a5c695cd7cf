import { createRouter, createWebHistory } from 'vue-router'

/** Each page is its own chunk: the wall does not carry the pages for people, nor they the charts. Pages for people stand in one frame. */
export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/login', component: () => import('./pages/LoginPage.vue') },
    { path: '/wall/:id', component: () => import('./wall/WallPage.vue'), props: true },
    { path: '/wall', redirect: to => ({ path: '/wall/wall', query: to.query }) },
    {
      path: '/',
      component: () => import('./shell/AppShell.vue'),
      children: [
        { path: 'reports', component: () => import('./reports/ReportsPage.vue') },
        { path: 'reports/:id', component: () => import('./reports/ReportPage.vue'), props: true },
        // On a phone the first page is 今日: what a leader opens it for.
        { path: '', component: () => import('./pages/HomePage.vue'), beforeEnter: () => (matchMedia('(max-width: 720px)').matches ? '/today' : true) },
        { path: 'sources', component: () => import('./sources/SourcesPage.vue') },
        { path: 'admin', component: () => import('./admin/AdminPage.vue') },
        { path: 'explore', component: () => import('./explore/ExplorePage.vue') },
        { path: 'today', component: () => import('./today/TodayPage.vue') },
        { path: 'bulletin', component: () => import('./bulletin/BulletinPage.vue') },
        { path: 'silences', component: () => import('./silences/SilencesPage.vue') },
        { path: 'rosters', component: () => import('./rosters/RostersPage.vue') },
        { path: 'alerts', component: () => import('./alerts/AlertsPage.vue') },
        { path: 'alerts/:id', component: () => import('./alerts/AlertPage.vue'), props: true },
        { path: 'walls/:id/edit', component: () => import('./editor/EditorPage.vue'), props: true },
        { path: 'rules', component: () => import('./rules/RulesPage.vue') },
        { path: 'rules/new', component: () => import('./rules/RulePage.vue') },
        { path: 'rules/:id', component: () => import('./rules/RulePage.vue'), props: true },
        { path: 'rules/:id/backtest', component: () => import('./rules/BacktestPage.vue'), props: true }
      ]
    },
    { path: '/:rest(.*)*', component: () => import('./pages/NotFoundPage.vue') }
  ]
})
