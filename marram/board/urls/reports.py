"""Addresses of reports and of what is done to them."""

from django.urls import URLPattern, path

from marram.board.views import clearance, reports, word, writing


ONE = "reports/<int:number>/"
urlpatterns: list[URLPattern] = [
    path("reports/", reports.report_list, name="reports"),
    path("reports/begin/", reports.begin, name="begin-report"),
    path(ONE, reports.report, name="report"),
    path(f"{ONE}desk/", reports.work, name="work-on-report"),
    path(f"{ONE}place/", reports.place, name="place-report"),
    path(f"{ONE}authors/add/", reports.add_author, name="add-author"),
    path(f"{ONE}authors/<int:user>/remove/", reports.remove_author, name="remove-author"),
    path(f"{ONE}write/<slug:section>/", writing.write, name="write-report"),
    path(f"{ONE}write/<slug:section>/typing/", writing.keep_typing, name="keep-typing"),
    path(f"{ONE}write/<slug:section>/forget/", writing.forget_typing, name="forget-typing"),
    path(f"{ONE}appendices/add/", writing.add_appendix, name="add-appendix"),
    path(f"{ONE}appendices/add-live/", writing.add_live_appendix, name="add-live-appendix"),
    path(f"{ONE}appendices/<int:position>/", writing.appendix, name="appendix"),
    path(
        f"{ONE}appendices/<int:position>/remove/", writing.remove_appendix, name="remove-appendix"
    ),
    path(f"{ONE}word/", word.paper, name="report-as-word"),
    path(f"{ONE}write-in-word/", word.manuscript, name="write-in-word"),
    path(f"{ONE}from-word/", word.bring_in, name="report-from-word"),
    path(f"{ONE}send/", clearance.send, name="send-report"),
    path(f"{ONE}sign/<slug:office>/", clearance.sign, name="sign-report"),
    path(f"{ONE}send-back/", clearance.send_back, name="send-report-back"),
    path(f"{ONE}publish/", clearance.publish, name="publish-report"),
    path(f"{ONE}take-back/", clearance.take_back, name="take-report-back"),
]
