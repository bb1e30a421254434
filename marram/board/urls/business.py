"""Addresses of boards, meetings and resolutions."""

from django.urls import URLPattern, path

from marram.board.views import agendas, attendance, boards, forward, meetings, resolutions


ONE = "meetings/<slug:code>/"
ITEM = "items/<int:number>/"
DECIDED = "resolutions/<slug:code>/"
urlpatterns: list[URLPattern] = [
    path("boards/", boards.boards, name="boards"),
    path("boards/add/", boards.add_board, name="add-board"),
    path("boards/<slug:slug>/", boards.board, name="board"),
    path("boards/<slug:slug>/change/", boards.amend_board, name="amend-board"),
    path("boards/<slug:slug>/terms/", boards.adopt_terms, name="adopt-terms"),
    path("boards/<slug:slug>/seats/add/", boards.add_seat, name="add-seat"),
    path("boards/<slug:slug>/commissioners/", boards.name_commissioner, name="name-commissioner"),
    path("boards/<slug:slug>/sub-groups/", boards.make_formal, name="make-formal"),
    path("boards/<slug:slug>/closed-days/", boards.close_day, name="close-day"),
    path("boards/<slug:slug>/forward-plan/", forward.plan, name="forward-plan"),
    path("boards/<slug:slug>/forward-plan/add/", forward.add_entry, name="add-entry"),
    path("boards/<slug:slug>/forward-plan/publish/", forward.publish, name="publish-forward-plan"),
    path("forward-plan/<int:number>/change/", forward.amend_entry, name="amend-entry"),
    path("forward-plan/<int:number>/withdraw/", forward.withdraw_entry, name="withdraw-entry"),
    path("seats/<int:number>/", boards.amend_seat, name="amend-seat"),
    path("meetings/", meetings.calendar, name="meetings"),
    path("meetings/calendar.ics", meetings.feed, name="feed"),
    path("meetings/calendar/<slug:slug>.ics", meetings.feed, name="group-feed"),
    path("meetings/plan/", meetings.plan_meeting, name="plan-meeting"),
    path(ONE, meetings.meeting, name="meeting"),
    path(f"{ONE}change/", meetings.amend_meeting, name="amend-meeting"),
    path(f"{ONE}cancel/", meetings.cancel_meeting, name="cancel-meeting"),
    path(f"{ONE}plan-again/", meetings.plan_again, name="plan-meeting-again"),
    path(f"{ONE}publish/", meetings.publish_agenda, name="publish-agenda"),
    path(f"{ONE}supplement/", meetings.publish_supplement, name="publish-supplement"),
    path(f"{ONE}open/", meetings.open_meeting, name="open-meeting"),
    path(f"{ONE}adjourn/", meetings.adjourn_meeting, name="adjourn-meeting"),
    path(f"{ONE}end/", meetings.end_meeting, name="end-meeting"),
    path(f"{ONE}minutes/publish/", meetings.publish_minutes, name="publish-minutes"),
    path(f"{ONE}minutes/confirm/", meetings.confirm_minutes, name="confirm-minutes"),
    path(f"{ONE}agenda/begin/", agendas.begin_agenda, name="begin-agenda"),
    path(f"{ONE}agenda/add/", agendas.add_item, name="add-item"),
    path(f"{ONE}sub-groups/<slug:slug>/", agendas.sub_group_note, name="sub-group-note"),
    path(f"{ONE}attendance/", attendance.roll, name="roll"),
    path(f"{ONE}attendance/add/", attendance.add_attendance, name="add-attendance"),
    path(f"{ONE}attendance/chair/", attendance.elect_chair, name="elect-chair"),
    path(f"{ITEM}change/", agendas.amend_item, name="amend-item"),
    path(f"{ITEM}move/", agendas.move_item, name="move-item"),
    path(f"{ITEM}withdraw/", agendas.withdraw_item, name="withdraw-item"),
    path(f"{ITEM}minute/", agendas.minute_item, name="minute-item"),
    path(f"{ITEM}declare/", attendance.declare, name="declare"),
    path(f"{ITEM}resolve/", resolutions.resolve, name="resolve"),
    path(f"{ITEM}recommend/", resolutions.recommend, name="recommend"),
    path("resolutions/", resolutions.register, name="resolutions"),
    path("resolutions/apart/", resolutions.decide_apart, name="decide-apart"),
    path(DECIDED, resolutions.resolution, name="resolution"),
    path(f"{DECIDED}change/", resolutions.amend_resolution, name="amend-resolution"),
    path(f"{DECIDED}settle/", resolutions.settle, name="settle"),
    path(f"{DECIDED}report-back/", resolutions.report_back, name="report-back"),
    path(f"{DECIDED}finish/", resolutions.finish, name="finish-resolution"),
    path(f"{DECIDED}reply/", resolutions.take_reply, name="take-reply"),
    path(f"{DECIDED}changed/", resolutions.tell_consequence, name="tell-consequence"),
]
