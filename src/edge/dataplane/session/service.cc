#include "edge/dataplane/session/service.h"

namespace sluice::session {

void Session::end() {
  service_.remove(*this);
}

Service::Service(Host& host, std::shared_ptr<const snapshot::RunningListener> listener)
    : host_(host),
      listener_(std::move(listener)),
      owner_(listener_->owner),
      selector_(host.selector_start()) {}

Service::~Service() {
  destroy_sessions();
}

void Service::destroy_sessions() {
  while (first_ != nullptr) {
    Session* session = first_;
    first_ = session->next_;
    delete session;
  }
}

void Service::replace(std::shared_ptr<const snapshot::RunningListener> listener) {
  listener_ = std::move(listener);
}

void Service::adopt(std::unique_ptr<Session> session) {
  session->next_ = first_;
  if (first_ != nullptr) first_->previous_ = session.get();
  first_ = session.release();
  counters_->connections.add();
  counters_->sessions.add();
  host_.on_session_begun(*this);
}

void Service::remove(Session& session) {
  if (walking_ == &session) walking_ = session.next_;
  (session.previous_ != nullptr ? session.previous_->next_ : first_) = session.next_;
  if (session.next_ != nullptr) session.next_->previous_ = session.previous_;
  session.next_ = session.previous_ = nullptr;
  counters_->sessions.subtract();
  loop().bury(std::unique_ptr<io::Mortal>(&session));
  host_.on_session_ended(*this);
}

void Service::for_each_session(void (Session::*what)()) {
  for (Session* session = first_; session != nullptr; session = walking_) {
    walking_ = session->next_;
    (session->*what)();
  }
  walking_ = nullptr;
}

void Service::stop_sessions() {
  for_each_session(&Session::on_listener_stopped);
}
void Service::drain_sessions() {
  for_each_session(&Session::on_drain);
}
void Service::close_sessions() {
  for_each_session(&Session::close);
}

}  // namespace sluice::session
