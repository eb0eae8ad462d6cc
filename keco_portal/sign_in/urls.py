"""The addresses of signing in, beside those of the desk."""

from django.urls import path
from django.views.decorators.debug import sensitive_post_parameters

from keco_portal.sign_in.views.code import CodePage
from keco_portal.sign_in.views.kept import KeptPage
from keco_portal.sign_in.views.new_password import Forgotten, NewPassword
from keco_portal.sign_in.views.person import PersonPage
from keco_portal.sign_in.views.second_factor import NewCodes, NewPhone, SecondFactorPage
from keco_portal.sign_in.views.set_up import CodesAsText, Picture, SetUpPage

hidden = sensitive_post_parameters()


def addresses(desk):
    """For those at the door, and through `desk.admin_view` for those inside."""
    inside = desk.admin_view
    return [
        path("sign-in/code/", hidden(CodePage.as_view()), name="sign_in_code"),
        path("sign-in/set-up/", hidden(SetUpPage.as_view()), name="sign_in_set_up"),
        path("sign-in/set-up/picture.svg", Picture.as_view(), name="sign_in_picture"),
        path("sign-in/forgotten/", Forgotten.as_view(), name="forgotten"),
        path(
            "sign-in/new-password/<uidb64>/<token>/",
            hidden(NewPassword.as_view()),
            name="new_password",
        ),
        path("sign-in/kept/", inside(KeptPage.as_view()), name="kept"),
        path("sign-in/people/<int:pk>/", inside(PersonPage.as_view()), name="sign_in_person"),
        path("second-factor/", inside(SecondFactorPage.as_view()), name="second_factor"),
        path("second-factor/codes/", inside(hidden(NewCodes.as_view())), name="new_codes"),
        path("second-factor/phone/", inside(hidden(NewPhone.as_view())), name="new_phone"),
        path(
            "second-factor/recovery-codes.txt",
            inside(hidden(CodesAsText.as_view())),
            name="recovery_codes_text",
        ),
    ]
