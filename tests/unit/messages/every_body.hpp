// Every body that travels, for tests that hold for all of them.
#pragma once

#include "messages/auto_trading.hpp"
#include "messages/board.hpp"
#include "messages/books.hpp"
#include "messages/control.hpp"
#include "messages/crew_report.hpp"
#include "messages/entries.hpp"
#include "messages/ledger.hpp"
#include "messages/listings.hpp"
#include "messages/market.hpp"
#include "messages/order_story.hpp"
#include "messages/planning.hpp"
#include "messages/position_scores.hpp"
#include "messages/rates.hpp"
#include "messages/reconciling.hpp"
#include "messages/scoring.hpp"
#include "messages/search.hpp"
#include "messages/targets.hpp"
#include "messages/trading.hpp"
#include "messages/trading_state.hpp"
#include "messages/universe.hpp"
#include "messages/work.hpp"

namespace ballast::messages {

template <class... Bodies>
struct BodyList {
  template <class Visitor>
  static void each(Visitor&& visit) {
    (visit(Bodies{}), ...);
  }
};

using EveryBody = BodyList<
    planner::Failure, Ping, Pong, Stop, Stopping, OpenMailbox, MailboxOpened, GetRegistry, Registry,
    ActorHeartbeat, ActorStopped, FrameRejected, CommandExpired, PlanProgress, PortfolioUpdated,
    UniverseUpdated, TapListening, TapFrame, BoardVitals, DisplayFrame, CreatePlan, PlanAccepted,
    GetPlan, GetTrace, PlanTrace, PlanReport, ListPlans, PlanList, CancelPlan, PlanCancelled,
    PlanCompleted, GetPlanningState, PlanningState, IdentifyOpportunities, OpportunitiesFound,
    GenerateSequences, GenerationStarted, GetCrew, CrewReport, WorkerHello, WorkerBeat,
    WorkerGoodbye, LaneOpened, RunContext, Batch, BatchResult, BatchFailed, RunClosed, WorkPiece,
    PiecesDone, PieceWindow, SearchTask, SearchAnswer, SearchProgress, GetUniverse,
    UniverseSnapshot, ResolveSymbols, SymbolsResolved, GetListings, Listings, ImportSecurities,
    ImportPrices, ImportRates, ImportFundamentals, ImportDividends, ImportReport, ChangeSecurity,
    RemoveSecurity, SecurityChanged, ListSecurities, SecurityList, SyncUniverse, SyncReport,
    GetPortfolio, PortfolioSnapshot, ImportPositions, ImportCash, ImportEntries, GetRates,
    RatesTold, ApplyFill, FillApplied, GetBooks, BooksReport, GetYear, YearReport, ExecutePlan,
    ExecutionReport, GetOrders, OrderList, CancelOrder, GetOrderStory, OrderStory, SetTradingState,
    GetTradingState, TradingStanding, SetAuto, GetAuto, AutoStatus, GetTradeHistory,
    TradeHistoryReport, OrderFilled, EmergencyChanged, Reconcile, ReconcileReport, GetScoreInputs,
    ScoreInputs, ScoreSecurities, SecurityScores, ScoreSales, SellScores, ScorePortfolio,
    PortfolioScored, GetScoreHistory, ScoreHistory, ScoresUpdated, MakeTargets, TargetsTold,
    TargetsUpdated, AcknowledgeErrors, ErrorsAcknowledged>;

}  // namespace ballast::messages
